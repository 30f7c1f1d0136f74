import { SetMetadata } from '@nestjs/common';

export const publicMetadata = 'sixdigit:public';

/** Answers callers who are not signed in. Without it a route is refused to them. */
export const Public = () => SetMetadata(publicMetadata, true);
