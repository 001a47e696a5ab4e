/** Reverse-paths that a forwarder has put in the place of the sender's, so that SPF passes for itself. */

/**
 * The Sender Rewriting Scheme ("SRS0=…@forwarder"), Microsoft's way of it ("bounces+SRS=…@tenant"), and Gmail's own
 * ("user+caf_=other=example.com@forwarder"). Without angle brackets.
 */
export function isRewritten(reversePath: string): boolean {
  return /^srs[01][=+-]|\+srs=/i.test(reversePath) || reversePath.includes('+caf_=');
}
