/** Single keys that press a button of the page: the button says so itself, by aria-keyshortcuts. */

import { useEffect } from 'preact/hooks';

/** Not where text is typed, and not together with a modifier: those keys are the browser's. */
export function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return;
      const key = CSS.escape(event.key.toLowerCase());
      const button = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`);
      if (!button) return;
      event.preventDefault();
      if (button instanceof HTMLInputElement) button.focus();
      else button.click();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
