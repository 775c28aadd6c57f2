// Real web servers take the rules that were written for them, and answer with
// the type, the caching, the security and the sharing that we want. IIS cannot
// run here: its file must be well-formed and say the same.
import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check, done, file, files, text } from './report.mjs';

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'minhbach-server-'));
const site = file('').replace(/\/$/, '');
const at = (name, content) => {
  fs.writeFileSync(path.join(work, name), content);
  return path.join(work, name);
};
const modules = '/usr/lib/apache2/modules';

const servers = {
  nginx: {
    port: 18081,
    start: port => ['nginx', ['-g', 'daemon off;', '-c', at('nginx.conf', `user root; pid ${work}/nginx.pid; error_log stderr; events {} http { access_log off; include /etc/nginx/mime.types; client_body_temp_path ${work}; proxy_temp_path ${work}; fastcgi_temp_path ${work}; uwsgi_temp_path ${work}; scgi_temp_path ${work};
      ${text('nginx.conf').replace('listen 80;', `listen 127.0.0.1:${port};`).replace('root /srv/minh-bach;', `root ${site};`).replace('include mime.types;', 'include /etc/nginx/mime.types;')} }`)]],
  },
  caddy: {
    port: 18082,
    start: port => ['caddy', ['run', '--adapter', 'caddyfile', '--config', at('Caddyfile', '{\n admin off\n auto_https off\n}\n' + text('Caddyfile').replace(/^http.*\{$/m, `http://127.0.0.1:${port} {`).replace('/srv/minh-bach', site))]],
  },
  apache: {
    port: 18083,
    start: port => ['apache2', ['-X', '-f', at('apache.conf', `ServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${work}/apache.pid\nErrorLog ${work}/apache.log\nDefaultRuntimeDir ${work}\n${
      ['mpm_event', 'authz_core', 'mime', 'dir', 'headers', 'deflate', 'filter', 'alias'].map(m => `LoadModule ${m}_module ${modules}/mod_${m}.so`).join('\n')
    }\nTypesConfig /etc/mime.types\nDocumentRoot ${site}\n<Directory ${site}>\nAllowOverride All\nRequire all granted\n</Directory>`)]],
  },
};

const wait = milliseconds => new Promise(go => setTimeout(go, milliseconds));

async function answering(url) {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return await fetch(url);
    } catch {
      await wait(100);
    }
  }
  throw new Error(`${url} does not answer`);
}

const style = files(/^css\/.*\.css$/)[0];
const embed = files(/^nhung\/.*\/index\.html$/)[0].replace('index.html', '');
const wanted = [
  [embed, 200, 'text/html', /max-age=300/, null],
  ['', 200, 'text/html', /max-age=300/, null],
  ['du-lieu/cam-ket/cam-ket.csv', 200, 'text/csv', /max-age=300/, '*'],
  ['du-lieu/cam-ket/cam-ket.xlsx', 200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /max-age=300/, '*'],
  ['du-lieu/cam-ket/cam-ket.jsonl', 200, 'application/jsonl', /max-age=300/, '*'],
  ['du-lieu/cam-ket/cam-ket.parquet', 200, 'application/vnd.apache.parquet', /max-age=300/, '*'],
  ['api/v1/index.json', 200, 'application/json', /max-age=300/, '*'],
  ['catalog.jsonld', 200, 'application/ld+json', /max-age=300/, '*'],
  ['catalog.ttl', 200, 'text/turtle', /max-age=300/, '*'],
  ['tin/feed.json', 200, 'application/feed+json', /max-age=300/, '*'],
  ['tin/index.xml', 200, 'application/rss+xml', /max-age=300/, '*'],
  ['SHA256SUMS', 200, 'text/plain', /max-age=300/, '*'],
  [style, 200, 'text/css', /max-age=31536000, immutable/, null],
  ['nowhere/', 404, 'text/html', null, null],
  ['.minhbach', [403, 404], null, null, null],
];
// Addresses that were published once: the page that moved leads on without a
// script, the one that was withdrawn says why.
const moves = files(/(^|\/)index\.html$/).map(name => [name.replace('index.html', ''), text(name).match(/http-equiv="?refresh"? content="0; url=([^"]+)"/)?.[1]]).filter(([, to]) => to);
const withdrawn = files(/(^|\/)index\.html$/).map(name => name.replace('index.html', '')).filter(address => /\/da-go\/$/.test(address));
check(moves.length > 0 && withdrawn.length > 0, 'the site has no old addresses');
const pagePolicy = text('index.html').match(/http-equiv="?Content-Security-Policy"? content="([^"]+)"/)[1].replaceAll('&#39;', "'");

for (const [name, server] of Object.entries(servers)) {
  const origin = `http://127.0.0.1:${server.port}/`;
  const [command, args] = server.start(server.port);
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'pipe'], env: { ...process.env, HOME: work, XDG_DATA_HOME: work, XDG_CONFIG_HOME: work } });
  let complaint = '';
  child.stderr.on('data', data => { complaint += data; });
  try {
    await answering(origin);
    for (const [address, status, type, caching, sharing] of wanted) {
      const answer = await fetch(origin + address);
      const say = what => `${name}: ${address}: ${what}`;
      check([status].flat().includes(answer.status), say(`status ${answer.status}`));
      const header = key => answer.headers.get(key);
      if (type) check(header('content-type')?.split(';')[0] === type, say(`type ${header('content-type')}`));
      if (type === 'text/html') check((await answer.text()).includes('<html lang="vi">'), say('no page of the site'));
      if (caching) check(caching.test(header('cache-control')), say(`caching ${header('cache-control')}`));
      if (status === 200) {
        check(header('access-control-allow-origin') === sharing, say(`sharing ${header('access-control-allow-origin')}`));
        const policy = address === embed ? pagePolicy : pagePolicy + "; frame-ancestors 'none'";
      check(header('content-security-policy') === policy, say(`policy ${header('content-security-policy')}`));
        check(header('x-content-type-options') === 'nosniff', say('may be sniffed'));
      }
    }
    for (const [from, to] of moves) {
      const answer = await fetch(origin + from, { redirect: 'manual' });
      check(answer.status === 301 && new URL(answer.headers.get('location'), origin).pathname === to, `${name}: ${from}: status ${answer.status} to ${answer.headers.get('location')}, not ${to}`);
    }
    for (const from of withdrawn) {
      const answer = await fetch(origin + from);
      check(answer.status === 410 && (await answer.text()) === text(from + 'index.html'), `${name}: ${from}: status ${answer.status}, or not its page`);
    }
  } catch (error) {
    check(false, `${name}: ${error} ${complaint} ${fs.existsSync(path.join(work, 'apache.log')) ? fs.readFileSync(path.join(work, 'apache.log')) : ''}`);
  }
  child.kill('SIGTERM');
  await new Promise(gone => child.on('close', gone));
}

execFileSync('xmllint', ['--noout', file('web.config')]);
for (const [name, rules] of [['web.config', text('web.config').replaceAll('&#39;', "'")], ['_headers', text('_headers')]]) {
  check(rules.includes(pagePolicy), `${name} has another policy than the pages`);
  check(rules.includes('application/vnd.apache.parquet') && rules.includes('nosniff'), `${name} is not complete`);
}
for (const [from, to] of moves) {
  check(text('web.config').includes(`<location path="${from.replace(/\/$/, '')}">`) && text('web.config').includes(`destination="${to}"`), `web.config does not move ${from}`);
  check(text('_redirects').includes(`/${from} ${to} 301!\n/${from} ${to} 301\n`), `_redirects does not move ${from}`);
}
fs.rmSync(work, { recursive: true });
done('servers', 150);
