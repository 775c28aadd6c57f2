// The file for GitLab CI by GitLab's own schema and rules, as gitlab-ci-local has
// them: which jobs run for whom. Usage: node gitlab.mjs FILE
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const program = path.join(import.meta.dirname, 'node_modules/.bin/gitlab-ci-local');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gitlab-'));
const run = (command, ...args) => {
  const done = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout;
};

// The jobs of a pipeline on a branch with some variables.
const jobs = (source, branch, target) => {
  const variables = { CI_PIPELINE_SOURCE: source, CI_COMMIT_BRANCH: branch, CI_DEFAULT_BRANCH: 'main', PUBLISH_TARGET: target };
  const set = Object.entries(variables).flatMap(([name, value]) => (value ? ['--variable', `${name}=${value}`] : []));
  const lines = run(process.execPath, program, '--list-csv', '--quiet', ...set).split('\n');
  return lines.slice(lines.findIndex(line => line.startsWith('name;')) + 1).filter(Boolean).map(line => line.split(';')[0]).join(' ');
};

try {
  fs.copyFileSync(process.argv[2], path.join(folder, '.gitlab-ci.yml'));
  run('git', 'init', '-q', '-b', 'main');
  run('git', 'add', '.gitlab-ci.yml');
  run('git', '-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '-q', '-m', 'test');
  let wrong = 0;
  for (const [who, source, branch, target, want] of [
    ['a stranger’s proposal', 'merge_request_event', '', 's3://office/www', 'check'],
    ['a proposal from the default branch of a fork', 'merge_request_event', 'main', 'pages', 'check'],
    ['a push to another branch', 'push', 'other', 'pages', 'check'],
    ['a push to main before anything is set up', 'push', 'main', '', 'check'],
    ['a push to main', 'push', 'main', 'ssh://office/www', 'check publish'],
    ['a push to main for GitLab Pages', 'push', 'main', 'pages', 'check pages'],
    ['the hour', 'schedule', 'main', 's3://office/www', 'publish'],
    ['the hour for GitLab Pages', 'schedule', 'main', 'pages', 'pages'],
    ['a run by hand', 'web', 'main', 's3://office/www', 'publish'],
  ]) {
    const got = jobs(source, branch, target);
    if (got !== want) {
      console.error(`${process.argv[2]}: ${who}: runs “${got}”, want “${want}”`);
      wrong++;
    }
  }
  if (wrong > 0) process.exitCode = 1;
  else console.log(`${process.argv[2]}: GitLab’s schema and rules: ok`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
