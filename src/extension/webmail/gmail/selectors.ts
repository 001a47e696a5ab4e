/**
 * Every hook into Gmail's page. Attributes and roles, which have been stable for years and are the same in every language;
 * no visible words, and a class name only beside an id that means the same.
 */

export const selectors = {
  /** A message of a conversation. A body may carry look-alikes: only the outermost counts. */
  message: '[data-message-id], [data-legacy-message-id]',
  /** A view of the mailbox. Earlier views stay in the page, hidden. */
  view: '[role="main"]',
  /** One message of a conversation, collapsed or not. */
  item: '[role="listitem"]',
  /** The subject, above the conversation. */
  subject: 'h2[data-thread-perm-id], h2[data-legacy-thread-id]',
  /** The sender, in the header of a message. */
  sender: '[email]',
  /** A conversation's row in a list. */
  row: 'tr, [role="row"]',
  rowIds: '[data-legacy-last-message-id]',
  /** Whatever carries the session's `ik` in an address. */
  withKey: 'a[href*="ik="], link[href*="ik="], form[action*="ik="]',
  /** The frame of embedded data, which the page notes the address of. */
  withRecordedKey: 'link#embedded_data_iframe[data-recorded-src]',
  /** Left by other extensions that looked for it too. */
  foundKey: 'head[data-inboxsdk-ik-value]',
  /** The text of the "Show original" page, and its link to the whole message. */
  original: 'pre.raw_message_text, pre#raw_message_text',
  download: 'a[href*="view=att"][href*="disp=comp"]',
} as const;
