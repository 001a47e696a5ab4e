/** Elements by hand: the page is held to Trusted Types, so there is no HTML to parse. */

import { switches } from './switches.ts';

type Child = Node | string | null | undefined | false;

/** Class names as in the real page, or with the switch `noclass` others each time: nothing may hang on them. */
const classOf = (value: string) =>
  switches.has('noclass') ? value.replace(/\S+/g, () => `x${Math.random().toString(36).slice(2, 8)}`) : value;

/** `null` leaves an attribute out. */
export function el(
  name: string,
  attributes: Readonly<Record<string, string | null>> = {},
  ...children: readonly Child[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(key, key === 'class' ? classOf(value) : value);
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}
