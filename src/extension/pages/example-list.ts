/** Reports of invented messages that come with the extension: what each shows, and which sample it is made of at build time. */

export const examples = [
  { id: 'service-signed', title: 'welcome_example_seed' },
  { id: 'all-pass', title: 'welcome_example_pass' },
  { id: 'forwarded', title: 'welcome_example_forwarded' },
  { id: 'list-footer', title: 'welcome_example_list' },
  { id: 'forged-results', title: 'welcome_example_spoof' },
] as const;

export type ExampleId = (typeof examples)[number]['id'];
