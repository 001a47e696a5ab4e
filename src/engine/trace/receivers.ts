/** Receivers that are known by name. */

import type { Receiver } from './trace.ts';

/**
 * Gmail and Google Workspace. `mx.google.com` takes mail from outside, also Google's own from mail-sor-*.google.com.
 * smtp.gmail.com and gmailapi.google.com take mail from Google's users: what they wrote is the sender's side of the path.
 */
export const gmail: Receiver = { authservIds: ['mx.google.com'], hosts: ['mx.google.com'] };
