package dev.hephaestus.server.cli;

import dev.hephaestus.server.localization.ContextPacker;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.pipeline.RepairPipeline;
import dev.hephaestus.server.repository.VirtualRepository;

/** The stages without a server around them. */
public interface Engine extends AutoCloseable {

  /** Opens repositories. */
  VirtualRepository repository();

  /** Finds suspects. */
  Localizer localizer();

  /** Chooses code to look at. */
  ContextPacker packer();

  /** Goes the whole road. */
  RepairPipeline pipeline();

  @Override
  void close();
}
