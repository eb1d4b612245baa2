import type { Text } from '#kernel/texts';
import { escapeXml } from './xml.ts';

/** Why somebody does not get into a system, for a browser that comes from that system. */
export const refusedPage = ({ zh, en }: Text): string => `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>姚江 Yaojiang</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.25rem;color:#1b2a33;background:#fff}
a{color:#0958d9}p[lang=en]{color:#4a5761}</style></head>
<body><main><h1>${escapeXml('没有进入')} <span lang="en">Not let in</span></h1>
<p>${escapeXml(zh)}</p><p lang="en">${escapeXml(en)}</p>
<p><a href="/console/applications/menu">应用入口 <span lang="en">All applications</span></a></p></main></body></html>
`;
