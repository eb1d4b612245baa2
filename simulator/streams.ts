/** First part of every key of `Random`: two uses never draw from one stream. */
export const streams = {
  household: 1,
  village: 2,
  company: 3,
  member: 4,
  mistake: 5,
  department: 6,
  correction: 7,
  late: 8,
  numbers: 9,
  companyState: 10,
  dataset: 11,
  datasetMistake: 12,
} as const;
