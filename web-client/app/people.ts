import './page.ts';
import { account } from './server.ts';
import { signInUrl } from './ui/next.ts';

// decided before the app is even loaded: a guest never sees a page that cannot serve guests
if (account.user) await import('./people/people.ts');
else location.replace(signInUrl('login.html', location.href));
