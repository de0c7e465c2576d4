import { App } from 'aws-cdk-lib';
import { controlApp } from '../lib/app';

// CloudFormation's rules take three quarters of the time that synthesizing does; `-c nag=on` and the tests check them. The
// CDK synthesizes the app when nothing is left to do.
void controlApp(new App({ builtinCloudFormationValidation: false, treeMetadata: false, analyticsReporting: false }));
