/** Starts the hovers when the first document is open that may have them; until then nothing of them is loaded. */
import * as vscode from 'vscode';

export function hoversWhenOpen(start: () => Promise<vscode.Disposable>, report: (what: string, error: unknown) => void): vscode.Disposable {
  const owned: vscode.Disposable[] = [];
  let ended = false;
  const look = async (document: vscode.TextDocument) => {
    if (mayHaveHovers(document)) {
      owned.pop()?.dispose();
      const hovers = await start();
      owned.push(hovers);
      if (ended) {
        hovers.dispose();
      }
    }
  };
  const consider = (document: vscode.TextDocument) => void look(document).catch((error: unknown) => report('hovers', error));
  const open = vscode.workspace.textDocuments.find(mayHaveHovers);
  if (open === undefined) {
    owned.push(vscode.workspace.onDidOpenTextDocument(consider));
  } else {
    consider(open);
  }
  return new vscode.Disposable(() => {
    ended = true;
    owned.forEach((one) => {
      one.dispose();
    });
  });
}

/** Rather too many than too few: the hovers themselves know better. */
function mayHaveHovers({ languageId, fileName }: vscode.TextDocument): boolean {
  return languageId.startsWith('docker') || /(dockerfile|containerfile|compose[^/\\]*\.ya?ml$|devcontainer\.json$)/iu.test(fileName.replace(/^.*[\\/]/u, ''));
}
