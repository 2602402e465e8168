/** The only importer of the editor's toolkit, which is archived upstream: one component, so that it can be replaced here. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

export function registerComponents(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}

export function button(text: string, icon: Element | null, press: () => void): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', 'secondary');
  if (icon !== null) {
    icon.setAttribute('slot', 'start');
    element.append(icon);
  }
  element.append(text);
  element.addEventListener('click', press);
  return element;
}
