// The programs on the page of the API run as they stand: the site was built for
// this address, and is served there while they run.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { check, done, file, json, text } from './report.mjs';

const origin = new URL(json('api/v1/index.json').links.self);
const server = http.createServer((request, response) => {
  const name = file(decodeURIComponent(new URL(request.url, origin).pathname));
  if (!fs.existsSync(name) || fs.statSync(name).isDirectory()) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': path.extname(name) === '.json' ? 'application/json' : 'text/html' });
  fs.createReadStream(name).pipe(response);
});
await new Promise(ready => server.listen(origin.port, origin.hostname, ready));

const programs = { curl: ['bash', ['-c']], python: ['python3', ['-c']], r: ['Rscript', ['-e']], javascript: [process.execPath, ['--input-type=module', '-e']] };
const named = { lt: '<', gt: '>', quot: '"', amp: '&' };
const unescape = html => html.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) => code ? String.fromCodePoint(code) : named[name]);

function run(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { timeout: 60_000 });
    let out = '', err = '';
    child.stdout.on('data', data => { out += data; });
    child.stderr.on('data', data => { err += data; });
    child.on('error', error => resolve({ status: -1, out, err: String(error) }));
    child.on('close', status => resolve({ status, out, err }));
  });
}

const { items } = json('api/v1/commitments/index.json');
for (const [lang, name] of [['vi', 'du-lieu/api/index.html'], ['en', 'en/du-lieu/api/index.html']]) {
  const page = text(name);
  for (const [id, [command, args]] of Object.entries(programs)) {
    const code = page.match(new RegExp(`aria-labelledby="?mb-${id}"?[^>]*><code>([^]*?)</code>`))?.[1];
    check(code, `${name} has no example in ${id}`);
    const result = await run(command, [...args, unescape(code ?? '')]);
    check(result.status === 0, `${id}: ${result.err}`);
    for (const item of items) check(result.out.includes(item.id), `${id} (${lang}) does not print ${item.id}: ${result.out} ${result.err}`);
  }
}
server.close();
done('examples', 24);
