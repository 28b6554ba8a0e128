import './page.ts';
import { account } from './server.ts';
import { signInUrl } from './ui/next.ts';

if (account.user) await import('./timeline/timeline-page.ts');
else location.replace(signInUrl('login.html', location.href));
