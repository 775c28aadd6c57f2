// Pages that were visited stay readable without a network. The network always
// comes first: a copy is shown only when there is none, and says so and of when.
"use strict";

const store = "minh-bach-1";
const most = 60; // pages kept; what was kept longest ago goes first
const base = new URL("./", self.location.href).pathname;

const words = {
  vi: {
    copy: (date) => `Không có mạng. Đây là bản đã lưu trên máy lúc ${date}; số liệu có thể đã cũ.`,
    title: "Không có mạng",
    text: "Trang này chưa được lưu trên máy. Các trang đã lưu:",
  },
  en: {
    copy: (date) => `You are offline. This copy was kept on your device on ${date}; its figures may be out of date.`,
    title: "You are offline",
    text: "This page is not kept on your device. These are:",
  },
};

const languageOf = (path) => (path.startsWith(`${base}en/`) ? "en" : "vi");

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// Files whose name has a digest never change.
const isHashed = (path) => /[._][0-9a-f]{16,64}\.\w+$/.test(path) && !path.startsWith(`${base}du-lieu/`);

const isPage = (request) => request.mode === "navigate";

const isGood = (response) => response.ok && response.type === "basic" && !response.redirected;

// keepPage keeps a page by its address alone, with the time.
async function keepPage(address, response) {
  if (!isGood(response)) return;
  const cache = await caches.open(store);
  const { origin, pathname } = new URL(address);
  const headers = new Headers(response.headers);
  headers.set("x-kept", new Date().toISOString());
  await cache.delete(origin + pathname); // so that it is the youngest
  await cache.put(origin + pathname, new Response(await response.blob(), { headers }));
  const pages = (await cache.keys()).filter(({ url }) => url.endsWith("/"));
  await Promise.all(pages.slice(0, Math.max(0, pages.length - most)).map((old) => cache.delete(old)));
}

// keepFile keeps a file that never changes.
async function keepFile(request, response) {
  if (isGood(response)) await (await caches.open(store)).put(request, response);
}

// keepFirst keeps the page that brought this worker, with its style and scripts:
// they were fetched before it began to listen.
async function keepFirst(address) {
  const response = await fetch(address);
  const text = await response.clone().text();
  await keepPage(address, response);
  for (const [, link] of text.matchAll(/<(?:link|script)[^>]* (?:href|src)="?([^" >]+)/g)) {
    const url = new URL(link, address);
    if (url.origin === self.location.origin && isHashed(url.pathname)) await keepFile(url.href, await fetch(url));
  }
}

// marked puts a sentence about its age above a kept page.
async function marked(kept, path) {
  const language = languageOf(path);
  const date = new Date(kept.headers.get("x-kept")).toLocaleString(language);
  const notice = `<aside class="mb-notice"><div class="mb-width"><p class="mb-notice__text">${escape(words[language].copy(date))}</p></div></aside>`;
  const text = await kept.text();
  return new Response(text.replace(/<main[ >]/, (main) => notice + main), { headers: kept.headers });
}

async function nothing(path) {
  const language = languageOf(path);
  const { title, text } = words[language];
  const kept = (await (await caches.open(store)).keys()).map(({ url }) => new URL(url).pathname).filter((page) => page.endsWith("/"));
  const list = kept.map((page) => `<li><a href="${escape(page)}">${escape(decodeURI(page))}</a></li>`).join("");
  return new Response(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><h1>${title}</h1><p>${text}</p><ul>${list}</ul>`,
    { status: 503, headers: { "content-type": "text/html; charset=utf-8" } },
  );
}

async function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  const cache = await caches.open(store);
  const hashed = isHashed(url.pathname);
  const before = hashed && (await cache.match(request));
  if (before) return before;
  try {
    // A page is always asked for anew: the browser's own copy may be some minutes old.
    const response = await (isPage(request) ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request));
    if (hashed) event.waitUntil(keepFile(request, response.clone()));
    else if (url.pathname.endsWith("/")) event.waitUntil(keepPage(request.url, response.clone()));
    return response;
  } catch (failure) {
    if (!isPage(request)) throw failure;
    const kept = await cache.match(url.origin + url.pathname);
    return kept ? marked(kept, url.pathname) : nothing(url.pathname);
  }
}

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name.startsWith("minh-bach-") && name !== store) await caches.delete(name);
    await self.clients.claim();
    for (const { url } of await self.clients.matchAll()) await keepFirst(url).catch(() => {});
  };
  event.waitUntil(old());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === self.location.origin && url.pathname.startsWith(base);
  if (event.request.method === "GET" && ours && (isPage(event.request) || isHashed(url.pathname))) event.respondWith(answer(event));
});
