/** The toolbar button, in Firefox. */

import { runBadges } from '../badge.ts';
import { firefoxDriver } from '../driver.ts';

runBadges(firefoxDriver);
