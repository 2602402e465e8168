/** The only way that this page makes elements: text goes in as text nodes, attributes by name, never HTML. */
import { plainText } from './plainText.js';

export type Child = Node | string | null | undefined | readonly Child[];
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const svgNamespace = 'http://www.w3.org/2000/svg';

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Attributes, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes?: Attributes, ...children: readonly Child[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(svgNamespace, tag), attributes, children);
}

export function on<E extends HTMLElement>(element: E, type: 'click' | 'toggle', act: () => void): E {
  element.addEventListener(type, act);
  return element;
}

function filled<E extends Element>(element: E, attributes: Attributes = {}, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (/^(on|style$)/.test(name)) {
      throw new Error(`Attribute ${name} is not allowed.`);
    }
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (typeof child === 'string') {
      element.append(plainText(child));
    } else if (child instanceof Node) {
      element.append(child);
    } else if (child !== null && child !== undefined) {
      append(element, child);
    }
  }
}
