// Runs inside the extension host: mocha over the bundled test files, describe/it and suite/test alike; counts by file as JSON.
const { writeFileSync } = require('node:fs');
const process = require('node:process');

const empty = () => ({ passed: 0, failed: 0, skipped: 0, failures: [], skips: [] });

exports.run = async () => {
  const { default: Mocha } = await import('mocha');
  Mocha.interfaces.both = (suite) => {
    Mocha.interfaces.bdd(suite);
    Mocha.interfaces.tdd(suite);
  };
  const mocha = new Mocha({ ui: 'both', reporter: 'spec', timeout: 30_000, slow: 2_000, color: false });
  for (const file of JSON.parse(process.env.LENS_TEST_FILES ?? '[]')) mocha.addFile(file);
  const byFile = {};
  const of = (test) => (byFile[test.file ?? test.parent?.file ?? ''] ??= empty());
  const failures = await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => void (of(test).passed += 1));
    runner.on('pending', (test) => {
      of(test).skipped += 1;
      of(test).skips.push(test.fullTitle());
    });
    runner.on('fail', (test) => {
      of(test).failed += 1;
      of(test).failures.push(test.fullTitle());
    });
  });
  const tally = Object.values(byFile).reduce((all, one) => ({
    passed: all.passed + one.passed, failed: all.failed + one.failed, skipped: all.skipped + one.skipped,
    failures: [...all.failures, ...one.failures], skips: [...all.skips, ...one.skips],
  }), empty());
  const failedFiles = Object.keys(byFile).filter((file) => byFile[file].failed > 0);
  writeFileSync(process.env.LENS_TALLY, JSON.stringify({ ...tally, byFile, failedFiles }));
  if (failures > 0) throw new Error(`${failures} failed`);
};
