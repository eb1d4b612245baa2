// Lets the page of a visit open without network: it keeps the console's files and who is signed in, nothing else of the
// platform's answers. What people enter is kept by the page itself.
const name = 'yaojiang-field-1';
const shell = '/console/';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

const keep = async (addresses) => {
  const cache = await caches.open(name);
  await Promise.all(
    [shell, ...addresses].map(async (address) => {
      const answer = await fetch(address, { cache: 'no-cache' });
      if (answer.ok) await cache.put(address, answer);
    }),
  );
};

/** The page says what it has loaded, and is told when it all lies here. */
self.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (!Array.isArray(event.data?.keep) || !port) return;
  event.waitUntil(
    keep(event.data.keep).then(
      () => port.postMessage('kept'),
      () => port.postMessage('failed'),
    ),
  );
});

const kept = async (address) => (await caches.open(name)).match(address);

const networkFirst = async (request, address) => {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(name)).put(address, answer.clone());
    return answer;
  } catch (error) {
    const old = await kept(address);
    if (old) return old;
    throw error;
  }
};

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // Whoever signs out leaves nobody's page to whoever opens it without network next.
  if (request.method === 'DELETE' && origin === self.location.origin && pathname === '/api/identity/session')
    return event.respondWith(
      fetch(request).then(async (answer) => {
        if (answer.ok) await (await caches.open(name)).delete(pathname);
        return answer;
      }),
    );
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(networkFirst(request, shell));
  else if (pathname === '/api/identity/session') event.respondWith(networkFirst(request, pathname));
  // Files there are named by their content: what is kept is right.
  else if (pathname.startsWith('/console/'))
    event.respondWith(kept(pathname).then((old) => old ?? fetch(request)));
});
