-- A device's positions lie scattered over its day, in the order in which all devices sent them: a track is read from the
-- index alone, where they lie behind each other.
alter table tracks.position drop constraint position_pkey;
alter table tracks.position add primary key (device, at, serial) include (longitude, latitude, speed, direction);
