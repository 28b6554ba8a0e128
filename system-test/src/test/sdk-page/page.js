// As a bundler makes it of the sources.
import { Files } from '../../../../web-client/sdk/files/index.ts';
import { Parley } from '../../../../web-client/sdk/index.ts';
import { roomPage } from './room-page.js';

roomPage({ Parley, begin: (room) => (window.files = new Files(room)) });
