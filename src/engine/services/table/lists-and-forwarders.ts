/** Those who take mail over and pass it on: mailing lists, forwarders. */

import { rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const list = rowsOf('list');

export const lists: readonly Service[] = [
  list('google-groups', 'Google Groups', {
    dkim: ['googlegroups.com'],
    mailFrom: ['googlegroups.com'],
    headers: ['x-google-group-id'],
  }),
  list('groups-io', 'Groups.io', { dkim: ['groups.io'], mailFrom: ['groups.io'], hosts: ['groups.io'] }),
];
