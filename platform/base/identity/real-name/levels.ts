/**
 * 实名等级: how sure the city is that an account is that person's. 1 what they say of themselves; 2 number and name agree
 * with the register; 3 seen in person by an official, or assured by a provider that has done so.
 */
export type Level = 1 | 2 | 3;
