/** What was changed on the way, in Chromium. Where the worker has to fetch the message: permission.test.ts. */

import { runAlterations } from '../alteration.ts';
import { chromiumDriver } from '../driver.ts';

runAlterations(chromiumDriver, () => {});
