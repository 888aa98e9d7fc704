// What does CloudSim Plus make of an SWF, first come, first served, and in how much processor time? BatchJobs SWF PROCESSORS OUT
// Prints JSON: processor seconds of the whole process, jobs; writes "job start" lines to OUT. A process of its own: nothing of CloudSim Plus is in the package.

import ch.qos.logback.classic.Level;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudsimplus.brokers.DatacenterBrokerSimple;
import org.cloudsimplus.cloudlets.Cloudlet;
import org.cloudsimplus.cloudlets.CloudletExecution;
import org.cloudsimplus.cloudlets.CloudletSimple;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.schedulers.cloudlet.CloudletSchedulerSpaceShared;
import org.cloudsimplus.util.Log;
import org.cloudsimplus.utilizationmodels.UtilizationModel;
import org.cloudsimplus.utilizationmodels.UtilizationModelFull;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;

public final class BatchJobs {
  /** Space-shared scheduling as it comes starts any waiting cloudlet that fits; here nobody passes the head. */
  private static final class InOrder extends CloudletSchedulerSpaceShared {
    @Override
    protected boolean canExecuteCloudletInternal(final CloudletExecution cloudlet) {
      return getCloudletWaitingList().isEmpty() && super.canExecuteCloudletInternal(cloudlet);
    }

    @Override
    protected Optional<CloudletExecution> findSuitableWaitingCloudlet() {
      final var waiting = getCloudletWaitingList();
      return !waiting.isEmpty() && super.canExecuteCloudletInternal(waiting.get(0)) ? Optional.of(waiting.get(0)) : Optional.empty();
    }
  }

  public static void main(final String[] words) throws Exception {
    Log.setLevel(Level.OFF);
    final int processors = Integer.parseInt(words[1]);
    // Work done is counted in whole instructions at every event and what is left of one is dropped: many a second, so that little is.
    final long mips = 1_000_000_000;
    // Every start comes this much late, one after another in a busy queue: as little as its clock allows.
    final var simulation = new CloudSimPlus(1e-6);
    final List<Pe> pes = new ArrayList<>();
    for (int pe = 0; pe < processors; pe++) pes.add(new PeSimple(mips));
    final Host host = new HostSimple(1 << 20, 1 << 20, 1 << 20, pes);
    new DatacenterSimple(simulation, List.of(host));
    final var broker = new DatacenterBrokerSimple(simulation);
    final Vm vm = new VmSimple(mips, processors);
    vm.setRam(512).setBw(1000).setSize(1000).setCloudletScheduler(new InOrder());
    broker.submitVm(vm);
    final List<Cloudlet> jobs = new ArrayList<>();
    for (final String line : Files.readAllLines(Path.of(words[0]))) {
      if (line.startsWith(";")) continue;
      final String[] fields = line.trim().split("\\s+");
      final var job = new CloudletSimple(Long.parseLong(fields[0]), Long.parseLong(fields[3]) * mips, Long.parseLong(fields[7]));
      job.setUtilizationModelCpu(new UtilizationModelFull()).setUtilizationModelRam(UtilizationModel.NULL).setUtilizationModelBw(UtilizationModel.NULL);
      job.setSubmissionDelay(Double.parseDouble(fields[1]));
      job.setVm(vm);
      jobs.add(job);
    }
    broker.submitCloudletList(jobs);
    simulation.start();
    try (var out = new PrintWriter(words[2])) {
      for (final Cloudlet job : jobs) out.println(job.getId() + " " + job.getStartTime());
    }
    // User time and peak memory of the process, as Linux keeps them; time in hundredths of a second.
    final String[] stat = Files.readString(Path.of("/proc/self/stat")).replaceFirst("^.*\\) ", "").split(" ");
    final long peak = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    System.out.printf("{\"user\": %.2f, \"system\": %.2f, \"peak\": %d, \"jobs\": %d}%n", Long.parseLong(stat[11]) / 100.0, Long.parseLong(stat[12]) / 100.0, peak * 1024, broker.getCloudletFinishedList().size());
  }
}
