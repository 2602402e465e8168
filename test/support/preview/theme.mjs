// The editor's colours as a webview sees them: from the themes Dark Modern, Light Modern and the two high contrast ones,
// and the registered defaults where a theme has none.
const fonts = {
  'font-family': '"Segoe WPC", "Segoe UI", system-ui, "Ubuntu", "Droid Sans", sans-serif', 'font-size': '13px', 'font-weight': 'normal',
  'editor-font-family': '"Droid Sans Mono", monospace', 'editor-font-size': '14px',
};
const dark = {
  'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', foreground: '#cccccc', descriptionForeground: '#9d9d9d', 'icon-foreground': '#cccccc',
  focusBorder: '#0078d4', 'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1', 'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'button-secondaryHoverBackground': '#3c3c3c',
  'textLink-foreground': '#4daafc', 'textLink-activeForeground': '#4daafc', 'textCodeBlock-background': '#2b2b2b', 'textPreformat-background': '#3c3c3c',
  'panel-border': '#2b2b2b', 'widget-border': '#313131', 'editorWidget-background': '#202020', 'toolbar-hoverBackground': '#5a5d5e50',
  'editorInfo-foreground': '#3794ff', 'editorWarning-foreground': '#cca700', 'editorError-foreground': '#f14c4c',
  'charts-blue': '#3794ff', 'charts-red': '#f14c4c', 'charts-yellow': '#cca700', 'charts-orange': '#d18616', 'charts-green': '#89d185', 'charts-purple': '#b180d7',
};
const light = {
  'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', foreground: '#3b3b3b', descriptionForeground: '#3b3b3b', 'icon-foreground': '#3b3b3b',
  focusBorder: '#005fb8', 'button-background': '#005fb8', 'button-foreground': '#ffffff', 'button-hoverBackground': '#0258a8', 'button-border': '#0000001a',
  'button-secondaryBackground': '#e5e5e5', 'button-secondaryForeground': '#3b3b3b', 'button-secondaryHoverBackground': '#cccccc',
  'textLink-foreground': '#005fb8', 'textLink-activeForeground': '#005fb8', 'textCodeBlock-background': '#f8f8f8', 'textPreformat-background': '#0000001f',
  'panel-border': '#e5e5e5', 'widget-border': '#e5e5e5', 'editorWidget-background': '#f8f8f8', 'toolbar-hoverBackground': '#b8b8b850',
  'editorInfo-foreground': '#1a85ff', 'editorWarning-foreground': '#bf8803', 'editorError-foreground': '#e51400',
  'charts-blue': '#1a85ff', 'charts-red': '#e51400', 'charts-yellow': '#bf8803', 'charts-orange': '#d18616', 'charts-green': '#388a34', 'charts-purple': '#652d90',
};
const contrastDark = {
  'editor-background': '#000000', 'editor-foreground': '#ffffff', foreground: '#ffffff', descriptionForeground: '#ffffffb3', 'icon-foreground': '#ffffff',
  focusBorder: '#f38518', contrastBorder: '#6fc3df', contrastActiveBorder: '#f38518', 'button-foreground': '#ffffff', 'button-border': '#6fc3df', 'button-secondaryForeground': '#ffffff',
  'textLink-foreground': '#21a6ff', 'textLink-activeForeground': '#21a6ff', 'textCodeBlock-background': '#000000', 'textPreformat-background': '#ffffff',
  'panel-border': '#6fc3df', 'editorWidget-background': '#0c141f',
  'editorInfo-foreground': '#3794ff', 'editorWarning-foreground': '#ffd370', 'editorError-foreground': '#f48771',
  'charts-blue': '#3794ff', 'charts-red': '#f48771', 'charts-yellow': '#ffd370', 'charts-orange': '#d18616', 'charts-green': '#89d185', 'charts-purple': '#b180d7',
};
const contrastLight = {
  'editor-background': '#ffffff', 'editor-foreground': '#292929', foreground: '#292929', descriptionForeground: '#292929b3', 'icon-foreground': '#292929',
  focusBorder: '#006bbd', contrastBorder: '#0f4a85', contrastActiveBorder: '#006bbd', 'button-background': '#0f4a85', 'button-foreground': '#ffffff', 'button-border': '#0f4a85',
  'button-secondaryBackground': '#ffffff', 'button-secondaryForeground': '#292929',
  'textLink-foreground': '#0f4a85', 'textLink-activeForeground': '#0f4a85', 'textCodeBlock-background': '#f2f2f2', 'textPreformat-background': '#09345f',
  'panel-border': '#0f4a85', 'editorWidget-background': '#ffffff',
  'editorInfo-foreground': '#1a85ff', 'editorWarning-foreground': '#895503', 'editorError-foreground': '#b5200d',
  'charts-blue': '#1a85ff', 'charts-red': '#b5200d', 'charts-yellow': '#895503', 'charts-orange': '#d18616', 'charts-green': '#374e06', 'charts-purple': '#652d90',
};

export const themes = {
  dark: { kind: 'vscode-dark', colours: dark },
  light: { kind: 'vscode-light', colours: light },
  hc: { kind: 'vscode-high-contrast', colours: contrastDark },
  'hc-light': { kind: 'vscode-high-contrast-light vscode-high-contrast', colours: contrastLight },
};

/** Custom properties as the editor sets them on the page's root element. */
export function propertiesOf(theme) {
  return Object.fromEntries(Object.entries({ ...fonts, ...themes[theme].colours }).map(([name, value]) => [`--vscode-${name}`, value]));
}
