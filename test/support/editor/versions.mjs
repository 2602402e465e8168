// The two ends of what the extension supports, as packages of the npm registry.
// code-server is VS Code's own workbench, server and Node extension host: 4.139.1 is VS Code 1.139.1, 4.100.3 is VS Code 1.100.3.
const newest = {
  vscode: '1.139', codeServer: '4.139.1', node: '24.21.0',
  overrides: {}, extra: {},
  inner: [`@parcel/watcher-linux-${process.arch}-glibc@2.5.6`], // the file watcher, prebuilt; it is left out with the other optional packages
  omit: ['--omit=dev', '--omit=optional'],
};
const oldest = {
  vscode: '1.100', codeServer: '4.100.3', node: '20.19.5',
  overrides: { argon2: '0.44.0' }, // has a prebuilt file, the one asked for would have to be compiled
  extra: { '@vscode/ripgrep-universal': '1.18.0' }, // its own ripgrep is fetched by an install script; this one is in the package
  inner: [],
  omit: ['--omit=dev'],
};

/** @typedef {typeof newest} EditorVersion */

/** @returns {EditorVersion} LENS_VSCODE=1.100 asks for the oldest */
export const wantedVersion = () => (process.env.LENS_VSCODE === '1.100' ? oldest : newest);
