// The published script, which has to be told where the worker lies.
import { roomPage } from './room-page.js';

roomPage({ Parley: window.ParleySDK.Parley, e2ee: { worker: './sdk/assets/worker.js' } });
