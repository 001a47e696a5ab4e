/**
 * Whether the name of an address looks like a consumer's line rather than a server's: by the words that providers use for lines.
 * A rule of thumb with errors in both directions; whoever shows it says that it is inferred. That a name is made of its address
 * tells nothing: hosters name the servers that they rent out so.
 */

/** Labels of names that providers give to the lines of consumers, alone or with digits and hyphens around. */
const LINE =
  /(?:^|[.\d-])(?:dyn(?:amic)?(?:ip)?|dhcp|pppo[ea]|ppp|[axv]?dsl|dial(?:up|in)?|dip|cable|cpe|hsd1|residential|ftth|fibre|fttb|flets|ipngn|ipbf|eaccess|plala|bbtec|broadband|pool|catv|wimax|mobile|lte)(?=[.\d-]|$)/;
/** Labels that stand for machines in a data centre, whatever stands beside them. */
const SERVER =
  /(?:^|[.\d-])(?:static|server|vps|vm|host(?:ing|ed)?|mail|smtp|mta|mx|mx[a-z]?|out|relay|ec2|compute|cloud|colo|dedicated)(?=[.\d-]|$)|amazonaws|googleusercontent|vultr|linode/;

/** `rdns`: the name that the receiver found for the address of its peer. */
export function looksDynamic(rdns: string | null): boolean {
  if (rdns === null) return false;
  const name = rdns.toLowerCase();
  return !SERVER.test(name) && LINE.test(name);
}
