import { App } from 'aws-cdk-lib';
import { controlStack } from '../lib/app';

controlStack(new App());
