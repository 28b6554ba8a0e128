import './page.ts';
import './ui/masthead.ts';
import './account/sign-in.ts';
