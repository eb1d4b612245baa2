/** Who acts, with which rights: accounts with posts, sessions, API clients. */
export {
  actUnder,
  actsFor,
  agentsOf,
  agentsOfAll,
  delegatesOf,
  mandateInForce,
  personInQuestion,
  type Carried,
} from './acting/faces.ts';
export { partiesOf, type Parties } from './acting/parties.ts';
export { mandateEnded } from './events.ts';
export { mandatePoint, type Mandate, type MandateHolder, type MandateSource } from './acting/mandate.ts';
export { rememberEntrance } from './leaving/enter.ts';
export type { Entrance } from './leaving/entered-store.ts';
export {
  applicationClaimsPoint,
  enteredPoint,
  signOutWayPoint,
  type ApplicationClaims,
  type EnteredHearing,
  type Entering,
  type SignOutWay,
} from './leaving/points.ts';
export { createAccount, type NewAccount, type NewPost } from './accounts.ts';
export {
  findCitizenAccount,
  findCitizenAccounts,
  findCitizenPerson,
  linkCitizen,
  subjectsOf,
} from './citizens.ts';
export { createClient, type NewClientAsked } from './clients.ts';
export {
  demonstrationAccounts,
  demonstrationPassword,
  ensureDemonstration,
  kioskToTry,
} from './demonstration.ts';
export { noteGlass } from './risk/note.ts';
export { matterPoint, type MatterKeeper } from './matters.ts';
export { registeredPersonPoint, type RegisteredPerson } from './real-name/registered.ts';
export { findHolders, findPostHolder, rolesHeld } from './holders-store.ts';
export {
  accountNames,
  findColleagues,
  findTiedAccounts,
  findWriters,
  officesHolding,
  type Colleague,
} from './store.ts';
export { findOfficial, type Official } from './official-store.ts';
export { createApplication } from './oidc/applications.ts';
export { secretFile } from './secret-file.ts';
export { stillMay } from './still-may.ts';
/** For tests and whoever composes a city of some modules. */
export { default as identityModule } from './module.ts';
