/** A file system of a few names, for the command line. Folders end with "/". */

import type { Entry, Files } from '../../src/cli/messages.ts';

export function filesOf(files: Readonly<Record<string, Uint8Array | readonly Entry[]>>): Files {
  const find = (file: string) => {
    const found = Object.hasOwn(files, file) ? files[file] : undefined;
    if (!found) throw new Error(`${file}: no such file`);
    return found;
  };
  return {
    async *open(file) {
      const found = find(file);
      if (!(found instanceof Uint8Array)) throw new Error(`${file}: is a directory`);
      // In pieces of odd sizes: where they end must not matter.
      for (let at = 0, size = 1; at < found.length; at += size, size = (size * 7 + 3) % 9973 || 1)
        yield found.subarray(at, at + size);
    },
    list: async (path) => {
      const found = find(path);
      return found instanceof Uint8Array ? null : found;
    },
  };
}
