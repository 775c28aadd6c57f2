// Every check of this folder over the site built into FOLDER.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { file, here } from './report.mjs';

const node = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit', cwd: here, env: { ...process.env, REDOCLY_TELEMETRY: 'off' } }).status;
const failed = ['schemas', 'shacl', 'csvw', 'tables', 'feeds', 'examples', 'servers'].filter(check => node(path.join(here, check + '.mjs'), file('')) !== 0);
if (node('node_modules/@redocly/cli/bin/cli.js', 'lint', '--config', 'redocly.yaml', file('api/v1/openapi.json')) !== 0) failed.push('openapi');
if (failed.length > 0) {
  console.error('failed: ' + failed.join(', '));
  process.exit(1);
}
