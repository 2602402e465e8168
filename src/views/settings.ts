/** The settings as the editor has them now, and who is told when they change: nothing waits for a reload. */
import * as vscode from 'vscode';
import type { Runtime } from '../model/isolation.js';
import { type MachineSettings, conceptInterval, hiddenRuntimes, liveInterval, machineSettingIds, machineSettings, settingIds } from '../settings.js';

const get = (id: string): unknown => vscode.workspace.getConfiguration().get<unknown>(id);

export const settings = {
  machine: (): MachineSettings => machineSettings(get),
  hiddenRuntimes: (): ReadonlySet<Runtime> => hiddenRuntimes(get),
  liveInterval: (): number | null => liveInterval(get),
  conceptInterval: (): number | null => conceptInterval(get),
} as const;

export interface SettingListeners {
  readonly machine: () => void;
  readonly hiddenRuntimes: () => void;
  readonly liveInterval: () => void;
}

export function onSettings(changed: SettingListeners): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    const affects = (...ids: readonly string[]): boolean => ids.some((id) => change.affectsConfiguration(id));
    if (affects(...machineSettingIds)) {
      changed.machine();
    }
    if (affects(settingIds.hideRuntimes)) {
      changed.hiddenRuntimes();
    }
    if (affects(settingIds.liveInterval)) {
      changed.liveInterval();
    }
  });
}
