import './account/sign-in.ts';
