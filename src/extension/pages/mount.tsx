/** Starts a page: its words first, then the page, and a sentence instead of a blank where a page breaks. */

import { type ComponentChildren, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import './components/stage.css';
import type { Words } from '../../explain/words.ts';
import { loadWords } from '../words.ts';
import { prepareLeave } from './leave.ts';

/** A page breaks only by a fault of ours: its text is shown as it is, to be reported. */
function Sound({ words, children }: { words: Words; children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  if (!error) return <>{children}</>;
  return (
    <main data-step="broken">
      <section class="failure" role="alert">
        <h1>{words.text('page_broken')}</h1>
        <p>{words.text('page_broken_next')}</p>
        <p class="name">{String(error)}</p>
      </section>
    </main>
  );
}

type View = (words: Words) => ComponentChildren;

/** Shows a page in place of what page.html holds; called again, it shows the page anew in the words of that time. */
export async function mount(page: View | Promise<View>): Promise<void> {
  const root = document.getElementById('page');
  if (!root) throw new Error('page.html has no #page');
  void prepareLeave(); // for a click, which comes later
  // What the page waits for is had while its words come.
  const [words, view] = await Promise.all([loadWords(), page]);
  document.documentElement.lang = words.locale; // line breaking and voices follow it
  if (root.dataset['mounted'] !== 'yes') root.replaceChildren();
  root.dataset['mounted'] = 'yes';
  render(<Sound words={words}>{view(words)}</Sound>, root);
}
