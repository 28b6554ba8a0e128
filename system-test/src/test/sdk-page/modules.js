// The published modules as they are, without a bundler.
import { Files } from './sdk/files.js';
import { Parley } from './sdk/index.js';
import { roomPage } from './room-page.js';

roomPage({ Parley, begin: (room) => (window.files = new Files(room)) });
