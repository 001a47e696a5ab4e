/**
 * Every hook into Gmail's page. Attributes and roles, which have been stable for years and are the same in every language;
 * no class names, no visible words.
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
  /** Links that carry the session's `ik`. */
  linkWithKey: 'a[href*="ik="]',
} as const;
