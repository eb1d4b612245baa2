import { expect, test } from 'vitest';
import { allows, robotsOf } from './robots.ts';

const text = `# of a site
User-agent: *
Disallow: /private
Disallow: /*.pdf$
Allow: /private/open
Crawl-delay: 2

User-agent: Other
User-agent: YAOJIANG
Disallow: /data/
Allow: /data/公开

User-agent: yaojiang
Disallow: /late
`;

test.each([
  ['/', true],
  ['/data/1', false],
  ['/data/%E5%85%AC%E5%BC%80/1', true],
  ['/data/%e5%85%ac%e5%bc%80/1', true],
  ['/late?x=1', false],
  ['/private', true],
  ['/robots.txt', true],
])('to us, by name and in two groups: %s %s', (path, may) => {
  expect(allows(robotsOf(text, 'yaojiang'), path)).toBe(may);
});

test.each([
  ['/private/x', false],
  ['/privately', false],
  ['/private/open/x', true],
  ['/a/b.pdf', false],
  ['/a/b.pdf?x', true],
  ['/data/1', true],
])('to everybody else: %s %s', (path, may) => {
  expect(allows(robotsOf(text, 'somebody'), path)).toBe(may);
});

test.each([
  ['Disallow: /', '/a', true],
  ['User-agent: *\nDisallow:', '/a', true],
  ['User-agent: *\nDisallow: /\nAllow: /', '/a', true],
  ['User-agent: *\nDisallow: /$', '/', false],
  ['User-agent: *\nDisallow: /$', '/a', true],
  ['User-agent: *\nDisallow: /a*b*c', '/a1b2c3', false],
  ['User-agent: *\nDisallow: /a*b*c', '/a1c2b3', true],
  ['User-agent: *\nDisallow: *', '/a', false],
  ['', '/a', true],
])('%j to %s: %s', (said, path, may) => {
  expect(allows(robotsOf(said, 'yaojiang'), path)).toBe(may);
});

test('how long to wait between two requests', () => {
  expect(robotsOf(text, 'somebody').delay).toBe(2);
  expect(robotsOf(text, 'yaojiang').delay).toBe(0);
});
