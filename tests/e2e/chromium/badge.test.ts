/** The toolbar button, in Chromium. */

import { runBadges } from '../badge.ts';
import { chromiumDriver } from '../driver.ts';

runBadges(chromiumDriver);
