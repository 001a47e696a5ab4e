/** The pages for everybody, in Chromium. */

import { runAccess } from '../access.ts';
import { chromiumDriver } from '../driver.ts';

runAccess(chromiumDriver);
