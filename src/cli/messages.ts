/** What the command line names -> messages, one after the other: files, mailboxes, folders with all below them, Maildirs. */

import { type Part, partsOf } from './mailbox-stream.ts';
import { printable } from './printable.ts';

export type Entry = { readonly name: string; readonly kind: 'file' | 'folder' | 'other' };

/** The file system as far as messages lie in it. All reject with an Error whose message is a sentence. */
export type Files = {
  /** The octets of a file, piece by piece; "-" is standard input. */
  readonly open: (file: string) => AsyncIterable<Uint8Array>;
  /** What lies in a folder; null: it is none. */
  readonly list: (path: string) => Promise<readonly Entry[] | null>;
};

/** Where a message lies. */
export type Origin = {
  readonly file: string;
  /** Its place in an mbox, from 1; null: the file is the message. */
  readonly message: number | null;
};

export type Found =
  | (Origin & { readonly kind: 'message'; readonly octets: Uint8Array<ArrayBuffer> })
  | (Origin & { readonly kind: 'problem'; readonly problem: string });

/** Folders within folders that are looked into. */
const DEEPEST = 64;

export async function* messagesOf(paths: readonly string[], files: Files): AsyncGenerator<Found> {
  for (const path of paths) {
    yield* guarded(path, async function* () {
      const entries = path === '-' ? null : await files.list(path);
      if (entries === null) yield* fileMessages(path, files);
      else yield* folderMessages(path, entries, files, 0);
    });
  }
}

/** The world enters here: what cannot be read is a line, and the next one is read. */
async function* guarded(file: string, read: () => AsyncIterable<Found>): AsyncGenerator<Found> {
  try {
    yield* read();
  } catch (error) {
    yield { kind: 'problem', file, message: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function* fileMessages(file: string, files: Files): AsyncGenerator<Found> {
  for await (const part of partsOf(files.open(file))) yield foundAs(part, file);
}

function foundAs(part: Part, file: string): Found {
  const origin = { file, message: part.number };
  return part.kind === 'message'
    ? { ...origin, kind: 'message', octets: part.octets }
    : { ...origin, kind: 'problem', problem: 'larger than 512 MB, which no mail is' };
}

async function* folderMessages(
  folder: string,
  entries: readonly Entry[],
  files: Files,
  depth: number,
): AsyncGenerator<Found> {
  const maildir = isMaildir(entries);
  for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder.endsWith('/') ? folder + name : `${folder}/${name}`;
    if (kind === 'file' && !maildir && isMailName(name)) yield* guarded(path, () => fileMessages(path, files));
    if (kind === 'folder' && depth < DEEPEST && !(maildir && name === 'tmp')) {
      yield* guarded(path, async function* () {
        const inside = (await files.list(path)) ?? [];
        if (maildir && (name === 'cur' || name === 'new')) yield* maildirMessages(path, inside, files);
        // Maildir++ gives its folders names that begin with a dot; any other such folder is not for eyes.
        else if (!name.startsWith('.') || isMaildir(inside)) yield* folderMessages(path, inside, files, depth + 1);
      });
    }
  }
}

async function* maildirMessages(folder: string, entries: readonly Entry[], files: Files): AsyncGenerator<Found> {
  for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (kind !== 'file' || name.startsWith('.')) continue;
    yield* guarded(`${folder}/${name}`, () => fileMessages(`${folder}/${name}`, files));
  }
}

/** https://cr.yp.to/proto/maildir.html: three folders. */
function isMaildir(entries: readonly Entry[]): boolean {
  return ['cur', 'new', 'tmp'].every((wanted) =>
    entries.some(({ name, kind }) => name === wanted && kind === 'folder'),
  );
}

/** Of a file in a folder that was named: mail has one of these endings, or none. */
function isMailName(name: string): boolean {
  const at = name.lastIndexOf('.');
  return (
    !name.startsWith('.') &&
    (at < 0 || ['eml', 'mbox', 'mbx', 'mail', 'txt'].includes(name.slice(at + 1).toLowerCase()))
  );
}

/** "inbox.mbox:3", fit to be read. */
export function labelOf({ file, message }: Origin): string {
  return printable(message === null ? file : `${file}:${message}`).replace(/[\t\n]+/g, ' ');
}
