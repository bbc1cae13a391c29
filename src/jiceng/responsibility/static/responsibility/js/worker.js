// Opens the form of a visit without a line. It keeps nothing by itself: visits.js puts the form and what it needs into
// this browser; here the kept copy answers when the network does not.
const FORM = /\/\d+\/visit\/$/;
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = (request) => caches.match(request, { ignoreSearch: request.mode === "navigate", ignoreVary: true });

async function answer(request) {
  const asked = fetch(request);
  asked.catch(() => {});
  const copy = await kept(request);
  if (!copy) return asked;
  const tired = new Promise((done) => setTimeout(() => done(copy), PATIENCE));
  return Promise.race([asked.catch(() => copy), tired]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && !FORM.test(url.pathname)) return;
  event.respondWith(answer(request));
});
