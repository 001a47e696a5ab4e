/** The first screen in Chromium. */

import { chromiumDriver } from '../driver.ts';
import { runFirstScreens } from '../first-screen.ts';

runFirstScreens(chromiumDriver);
