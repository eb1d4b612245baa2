import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import {
  birthInCitizenId,
  citizenIdCheck,
  citizenIdFault,
  expandCitizenId,
  isMobile,
  normaliseIdentifier,
  normaliseMobile,
  normaliseOrganisationName,
  normalisePersonName,
  normalisePlate,
  organisationCodeFault,
  parseCitizenId,
  parseUscc,
  plateKind,
  suggestCitizenId,
  usccCheck,
  usccFault,
} from './index.ts';

const random = chance(11643);
const below = (limit: number): number => Math.floor(random() * limit);

function simulatedCitizenId(): string {
  const year = 1900 + below(125);
  const month = String(1 + below(12)).padStart(2, '0');
  const day = String(1 + below(28)).padStart(2, '0');
  const digits = `330000${year}${month}${day}${String(below(1000)).padStart(3, '0')}`;
  return digits + citizenIdCheck(digits);
}

test.each([
  ['11010519491231002X', null],
  ['440524188001010014', null],
  ['110105194912310021', 'check'],
  ['11010519490230002X', 'date'],
  ['110105194913010024', 'date'],
  ['110105190002290023', 'date'],
  ['99010519491231002X', 'region'],
  ['11010519491231002x', 'character'],
  ['1101051949123100２X', 'character'],
  ['11010519491231002', 'length'],
  ['', 'length'],
  ['110105491231002', 'length'],
])('GB 11643: %s has fault %s', (number, fault) => {
  expect(citizenIdFault(number)).toBe(fault);
});

test('a birth in the future and an unassigned division are found when the caller says what is known', () => {
  expect(citizenIdFault('11010519491231002X', { today: '1949-12-31' })).toBeNull();
  expect(citizenIdFault('11010519491231002X', { today: '1949-12-30' })).toBe('date');
  expect(citizenIdFault('11010519491231002X', { isRegion: (code) => code === '110105' })).toBeNull();
  expect(citizenIdFault('11010519491231002X', { isRegion: () => false })).toBe('region');
});

test('what a number says about its holder', () => {
  expect(parseCitizenId('11010519491231002X')).toEqual({
    number: '11010519491231002X',
    region: '110105',
    birth: '1949-12-31',
    sex: 'female',
    sequence: '002',
  });
  expect(parseCitizenId('440524188001010014')?.sex).toBe('male');
  expect(parseCitizenId('110105194912310021')).toBeNull();
});

test('fifteen digits become eighteen; those over a hundred belong to the century before', () => {
  expect(expandCitizenId('110105491231002')).toBe('11010519491231002X');
  expect(expandCitizenId('440524800101998')?.slice(6, 10)).toBe('1880');
  expect(expandCitizenId('11010549123100X')).toBeNull();
});

test('every wrong character and every exchange of neighbours is found', () => {
  for (let round = 0; round < 2000; round++) {
    const number = simulatedCitizenId();
    expect(citizenIdFault(number)).toBeNull();
    const at = below(18);
    const other = String((Number(number.charAt(at).replace('X', '5')) + 1 + below(9)) % 10);
    expect(citizenIdFault(number.slice(0, at) + other + number.slice(at + 1))).not.toBeNull();
    const left = below(17);
    if (number.charAt(left) === number.charAt(left + 1)) continue;
    const exchanged =
      number.slice(0, left) + number.charAt(left + 1) + number.charAt(left) + number.slice(left + 2);
    expect(citizenIdFault(exchanged)).not.toBeNull();
  }
});

test('a suggestion is always a valid number, and the planted exchange is among those that are unique', () => {
  let offered = 0;
  for (let round = 0; round < 500; round++) {
    const number = simulatedCitizenId();
    const left = 6 + below(10);
    if (number.charAt(left) === number.charAt(left + 1)) continue;
    const exchanged =
      number.slice(0, left) + number.charAt(left + 1) + number.charAt(left) + number.slice(left + 2);
    const suggestions = suggestCitizenId(exchanged);
    for (const suggestion of suggestions) expect(citizenIdFault(suggestion.number)).toBeNull();
    const swap = suggestions.find((suggestion) => suggestion.reason === 'transposition');
    if (swap !== undefined) offered += 1;
    if (swap !== undefined) expect(swap.number).toBe(number);
  }
  expect(offered).toBeGreaterThan(100);
});

test('the right last character is proposed when only the check is off; nothing is proposed for a right number', () => {
  expect(suggestCitizenId('110105194912310021')).toContainEqual({
    number: '11010519491231002X',
    reason: 'check-character',
  });
  expect(suggestCitizenId('11010519491231002X')).toEqual([]);
  expect(suggestCitizenId('1101051949123100')).toEqual([]);
  expect(suggestCitizenId('11010519490230002X').some(({ reason }) => reason === 'check-character')).toBe(
    false,
  );
});

test.each([
  ['91350100M000100Y43', null],
  ['91350100M000100Y4Z', 'character'],
  ['91350100M000100Y44', 'check'],
  ['91512081MA62K0260E', null],
  ['914403001922038216', null],
  ['91110000600037341L', null],
  ['91310115MA1G4L1WXK', 'check'],
  ['9135010OM000100Y43', 'character'],
  ['91350100M000100Y4', 'length'],
])('GB 32100: %s has fault %s', (code, fault) => {
  expect(usccFault(code)).toBe(fault);
});

test('a credit code whose own check holds still shows a wrong organisation code inside', () => {
  const seventeen = '91350100M000100Y5';
  expect(usccFault(seventeen + usccCheck(seventeen))).toBe('organisation');
  expect(parseUscc('91350100M000100Y43')).toMatchObject({ registrar: '9', category: '1', region: '350100' });
  expect(parseUscc('91350100M000100Y44')).toBeNull();
  expect(usccFault('91350100M000100Y43', { isRegion: () => false })).toBe('region');
});

test.each([
  ['D2143569-X', null],
  ['D2143569X', null],
  ['768225469', null],
  ['12345678-8', null],
  ['87654321-0', null],
  ['87654321-1', 'check'],
  ['8765432I', 'length'],
  ['8765432*0', 'character'],
])('GB 11714: %s has fault %s', (code, fault) => {
  expect(organisationCodeFault(code)).toBe(fault);
});

test('a number typed in any width, case or with invisible marks is read as the same number', () => {
  expect(normaliseIdentifier('１１０１０５\u200b19491231\u3000002ｘ')).toBe('11010519491231002X');
  expect(normaliseIdentifier('11010519491231002×')).toBe('11010519491231002X');
  expect(normaliseIdentifier('11010519491231002?')).toBe('11010519491231002?');
});

test('mobile numbers and plates are known by their shape', () => {
  expect(normaliseMobile('+86 138-0000-0000')).toBe('13800000000');
  expect(normaliseMobile('0086１３８００００００００')).toBe('13800000000');
  expect(isMobile('13800000000')).toBe(true);
  expect(isMobile('12800000000')).toBe(false);
  expect(isMobile('1380000000')).toBe(false);
  expect(plateKind(normalisePlate('浙b·00000'))).toBe('ordinary');
  expect(plateKind('浙BD00000')).toBe('new-energy');
  expect(plateKind('浙B00000D')).toBe('new-energy');
  expect(plateKind('浙B0000学')).toBe('training');
  expect(plateKind('浙BI0000')).toBeNull();
  expect(plateKind('浙B000000')).toBeNull();
});

test('names meet in one spelling', () => {
  expect(normalisePersonName(' 张　三 ')).toBe('张三');
  expect(normalisePersonName('阿卜杜拉•买买提')).toBe('阿卜杜拉·买买提');
  expect(normalisePersonName('阿卜杜拉.买买提')).toBe('阿卜杜拉·买买提');
  expect(normalisePersonName('John   A.  Smith')).toBe('John A. Smith');
  expect(normaliseOrganisationName('余姚某某 (集团) 有限公司')).toBe('余姚某某（集团）有限公司');
});

test('of bytes the same is said as of texts, whatever is spoilt', () => {
  const isRegion = (): boolean => true;
  for (let round = 0; round < 20_000; round++) {
    const sound = simulatedCitizenId();
    const leapDay = `330000${1796 + below(320)}0229${String(below(1000)).padStart(3, '0')}`;
    const number =
      [sound, leapDay + citizenIdCheck(leapDay), sound.slice(below(2)), `${sound.slice(0, 17)}${below(10)}`][
        below(4)
      ] ?? '';
    const digits =
      number.slice(0, 10) +
      String(below(14)).padStart(2, '0') +
      String(below(33)).padStart(2, '0') +
      number.slice(14, 17);
    const text = below(2) === 0 ? number : digits + citizenIdCheck(digits);
    const bytes = Buffer.from(`..${text}..`);
    const birth = citizenIdFault(text, { isRegion }) === null ? Number(text.slice(6, 14)) : 0;
    expect(birthInCitizenId(bytes, 2, bytes.length - 2), text).toBe(birth);
  }
});
