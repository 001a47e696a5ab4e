/** What a test asks of the page: ?standin=pane:right,order:newest-first … kept for the tab, since the page reloads itself. */

const KEY = 'standin';

function read(): ReadonlyMap<string, string> {
  const asked = new URLSearchParams(location.search).get(KEY);
  if (asked !== null) sessionStorage.setItem(KEY, asked);
  const text = sessionStorage.getItem(KEY) ?? '';
  return new Map(
    text
      .split(',')
      .filter(Boolean)
      .map((one): [string, string] => {
        const [name = '', value = '1'] = one.split(':');
        return [name, value];
      }),
  );
}

/** pane: right, below · order: newest-first · locale · noclass · noattr: legacy · perm: undefined · scripts: 0 · links · frames. */
export const switches = read();
