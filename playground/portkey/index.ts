import { startCloud, type Cloud } from './cloud';
import { startGateway, type Gateway } from './gateway';
import { startModel, type Model } from './model';

export * from './fixtures';

export interface Playground {
  model: Model;
  gateway: Gateway;
  cloud: Cloud;
  close(): Promise<void>;
}

/** Starts a model, Portkey's gateway and the stand-in for its cloud; the plugin talks to `cloud.url`. */
export async function startPlayground(): Promise<Playground> {
  const started: { close(): Promise<void> }[] = [];
  const close = async () => {
    await Promise.all(started.map((part) => part.close()));
  };
  try {
    const model = await startModel();
    started.push(model);
    const gateway = await startGateway();
    started.push(gateway);
    const cloud = await startCloud({ gateway, model });
    started.push(cloud);
    return { model, gateway, cloud, close };
  } catch (error) {
    await close();
    throw error;
  }
}
