import './page.ts';
import './room/call.ts';
