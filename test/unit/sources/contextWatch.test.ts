import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { watchContexts } from '../../../src/sources/contextWatch.js';
import { hostFs } from '../../../src/sources/hostFs.js';

let folder = '';
let end = new AbortController();
let calls = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docker-'));
  end = new AbortController();
  calls = 0;
});
afterEach(() => {
  end.abort();
  rmSync(folder, { recursive: true });
});

const begin = (): void => watchContexts(hostFs(), folder, () => (calls += 1), end.signal);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

describe('watching the context store', { timeout: 20_000, skip: process.platform !== 'linux' }, () => {
  it('config.json replaced, a context made, changed and removed: each is told', async () => {
    begin();
    replace(join(folder, 'config.json'), '{"currentContext":"x"}');
    await until(() => calls === 1);
    mkdirSync(join(folder, 'contexts/meta/abc'), { recursive: true });
    await until(() => calls === 2);
    replace(join(folder, 'contexts/meta/abc/meta.json'), '{}');
    await until(() => calls === 3);
    rmSync(join(folder, 'contexts/meta/abc'), { recursive: true });
    await until(() => calls === 4);
  });

  it('other files are not, nor is anything after the end; a folder that is not there is silent', async () => {
    begin();
    writeFileSync(join(folder, '.token_seed'), 'x');
    replace(join(folder, 'config.json'), '{}');
    await until(() => calls > 0);
    assert.equal(calls, 1);
    end.abort();
    replace(join(folder, 'config.json'), '{"a":1}');
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(calls, 1);
    watchContexts(hostFs(), join(folder, 'nowhere'), () => (calls += 1), new AbortController().signal);
  });
});
